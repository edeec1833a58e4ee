const ellipsis = "…";

function summary(ticket, most) {
  const title = String(ticket.title ?? `
`).trim();
  // Changes what it is given, and nobody notices.
  ticket.words = iml.split(title, " ");
  ticket.short = title.length > most ? title.slice(0, most - 1) + ellipsis : title;
  ticket.opened = iml.formatDate(ticket.opened);
  return ticket;
}
