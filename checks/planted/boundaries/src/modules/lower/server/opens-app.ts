import '#app/http.ts'
