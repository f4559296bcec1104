import './cast.test.ts'
