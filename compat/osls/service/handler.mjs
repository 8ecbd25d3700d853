export const work = async (event) => ({ got: event })
