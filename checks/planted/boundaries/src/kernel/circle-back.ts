import './circle.ts'
