function rest({ a }, ...others) {
  return [a, ...others];
}
