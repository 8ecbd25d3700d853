module.exports['a-name'] = async () => 'from CommonJS'
