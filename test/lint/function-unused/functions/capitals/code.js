function capitals(name) {
  return name.replace(/[^A-Z]/g, "");
}
