import '#testing/cast.ts'
