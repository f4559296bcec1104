console.log('here')
