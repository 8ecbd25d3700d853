def handler(
