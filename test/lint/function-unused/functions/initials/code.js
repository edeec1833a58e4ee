function initials(name) {
  return iml.capitals(name);
}
