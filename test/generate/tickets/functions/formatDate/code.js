// The day is enough where nobody asks for more.
function formatDate(date, format = "D MMM YYYY") {
  return iml.formatDate(date, format);
}
