// Of the control characters XML 1.0 carries the tab and the line feed (line ends are made line feeds before);
// code points that are no characters pass in XML, but spreadsheets drop them.
const NOT_IN_XML = /(?![\t\n])\p{Cc}|\p{Noncharacter_Code_Point}/gu;
// Marks that turn the reading direction: on paper they can only hide what a name really says.
const DIRECTION_MARKS = /[\u202A-\u202E\u2066-\u2069]/g;

/**
 * The text as a Word or Excel file can carry it: control characters dropped, every sort of line end one line feed,
 * half a surrogate pair shown as U+FFFD. Everything else, `<w:p>` and emoji included, stays as it is.
 */
export function printable(text: string): string {
  return text
    .replaceAll(/\r\n|[\r\v\f\u0085\u2028\u2029]/g, '\n')
    .replaceAll(NOT_IN_XML, '')
    .replaceAll(DIRECTION_MARKS, '')
    .toWellFormed();
}

/** One line of it: line ends and tabs become blanks, for headings, sheet names and cells of lists. */
export function printableLine(text: string): string {
  return printable(text)
    .replaceAll(/\s*\n\s*/g, ' ')
    .replaceAll('\t', ' ')
    .trim();
}
