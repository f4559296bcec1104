import '../web/index.tsx'
