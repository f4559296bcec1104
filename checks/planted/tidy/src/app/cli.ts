console.log('in order: the command line speaks')
