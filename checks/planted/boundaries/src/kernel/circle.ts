import './circle-back.ts'
