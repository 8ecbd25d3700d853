module.exports = class {
  static handler = async () => 'static of a class'
}
