function removeEmpty(value) {
  return value;
}
