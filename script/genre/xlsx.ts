import { plainText } from './source.ts';
import { escaped, officeZip, spanOf } from './xml.ts';
import type { Source, SourceTable } from './source.ts';

interface Sheet {
  name: string;
  hidden: boolean;
  tables: SourceTable[];
}

const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const REL = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';

const columnName = (index: number): string =>
  index < 26
    ? String.fromCharCode(65 + index)
    : `${columnName(Math.floor(index / 26) - 1)}${columnName(index % 26)}`;

/** Days since the last day of 1899, as Excel counts them. */
const serial = (iso: string): number => Math.round(Date.parse(`${iso}T00:00:00Z`) / 86_400_000) + 25_569;

/** Collects the shared strings and date formats while the sheets are written. */
class Book {
  readonly strings: string[] = [];
  readonly formats: string[] = [];

  sheetXml(sheet: Sheet): string {
    const rows: string[] = [];
    const merges: string[] = [];
    const hiddenColumns = new Set<number>();
    let at = 0;
    for (const table of sheet.tables) {
      table.hiddenColumns.forEach((column) => hiddenColumns.add(column));
      table.rows.forEach((row, i) => {
        const cells: string[] = [];
        row.forEach((cell, column) => {
          const name = `${columnName(column)}${at + 1}`;
          if (cell.merge !== '') return;
          const [across, down] = spanOf(table.rows, i, column);
          if (across > 1 || down > 1) merges.push(`${name}:${columnName(column + across - 1)}${at + down}`);
          const text = cell.paragraphs.map(plainText).join('\n');
          if (cell.date)
            cells.push(
              `<c r="${name}" s="${this.format(cell.date.format)}"><v>${serial(cell.date.iso)}</v></c>`,
            );
          else if (/^\d+(?:\.\d+)?$/.test(text)) cells.push(`<c r="${name}"><v>${text}</v></c>`);
          else if (text !== '') cells.push(`<c r="${name}" t="s"><v>${this.string(text)}</v></c>`);
        });
        const hidden = table.hiddenRows.includes(i + 1) ? ' hidden="1"' : '';
        rows.push(`<row r="${at + 1}"${hidden}>${cells.join('')}</row>`);
        at += 1;
      });
    }
    const hiddenCols = [...hiddenColumns].map(
      (column) => `<col min="${column}" max="${column}" width="9" hidden="1"/>`,
    );
    const cols = hiddenCols.length > 0 ? `<cols>${hiddenCols.join('')}</cols>` : '';
    const merged =
      merges.length > 0
        ? `<mergeCells count="${merges.length}">${merges.map((range) => `<mergeCell ref="${range}"/>`).join('')}</mergeCells>`
        : '';
    return `<worksheet xmlns="${MAIN}">${cols}<sheetData>${rows.join('')}</sheetData>${merged}</worksheet>`;
  }

  private string(text: string): number {
    const at = this.strings.indexOf(text);
    return at >= 0 ? at : this.strings.push(text) - 1;
  }

  private format(code: string): number {
    const at = this.formats.indexOf(code);
    return (at >= 0 ? at : this.formats.push(code) - 1) + 1;
  }

  /** Every third string in two pieces, as Excel keeps text that is partly bold. */
  stringsXml(): string {
    const items = this.strings.map((text, i) => {
      const cut = Math.min(4, text.length - 1);
      return i % 3 === 2 && cut > 0
        ? `<si><r><rPr><b/></rPr><t xml:space="preserve">${escaped(text.slice(0, cut))}</t></r><r><t xml:space="preserve">${escaped(text.slice(cut))}</t></r></si>`
        : `<si><t xml:space="preserve">${escaped(text)}</t></si>`;
    });
    return `<sst xmlns="${MAIN}" count="${items.length}" uniqueCount="${items.length}">${items.join('')}</sst>`;
  }

  stylesXml(): string {
    const formats = this.formats.map(
      (code, i) => `<numFmt numFmtId="${164 + i}" formatCode="${escaped(code)}"/>`,
    );
    const cells = this.formats.map(
      (_code, i) =>
        `<xf numFmtId="${164 + i}" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>`,
    );
    return `<styleSheet xmlns="${MAIN}"><numFmts count="${formats.length}">${formats.join('')}</numFmts><fonts count="1"><font><sz val="11"/><name val="宋体"/></font></fonts><fills count="1"><fill><patternFill patternType="none"/></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="${cells.length + 1}"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>${cells.join('')}</cellXfs></styleSheet>`;
  }
}

/** The document as an Excel file: each `@sheet` a worksheet, its tables one below the other. */
export function xlsxOf(source: Source): Uint8Array {
  const sheets: Sheet[] = [];
  for (const block of source.blocks) {
    if (block.kind === 'sheet') sheets.push({ name: block.name, hidden: block.hidden, tables: [] });
    if (block.kind === 'table') sheets.at(-1)?.tables.push(block);
  }
  const book = new Book();
  const parts: Record<string, string> = {};
  sheets.forEach((sheet, i) => (parts[`xl/worksheets/sheet${i + 1}.xml`] = book.sheetXml(sheet)));
  const type = 'application/vnd.openxmlformats-officedocument.spreadsheetml';
  const overrides = sheets.map(
    (_sheet, i) =>
      `<Override PartName="/xl/worksheets/sheet${i + 1}.xml" ContentType="${type}.worksheet+xml"/>`,
  );
  const entries = sheets.map(
    (sheet, i) =>
      `<sheet name="${escaped(sheet.name)}" sheetId="${i + 1}"${sheet.hidden ? ' state="hidden"' : ''} r:id="rId${i + 1}"/>`,
  );
  const relations = sheets.map(
    (_sheet, i) =>
      `<Relationship Id="rId${i + 1}" Type="${REL}/worksheet" Target="worksheets/sheet${i + 1}.xml"/>`,
  );
  return officeZip({
    '[Content_Types].xml': `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${type}.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="${type}.styles+xml"/><Override PartName="/xl/sharedStrings.xml" ContentType="${type}.sharedStrings+xml"/>${overrides.join('')}</Types>`,
    '_rels/.rels': `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="${REL}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    'xl/workbook.xml': `<workbook xmlns="${MAIN}" xmlns:r="${REL}"><sheets>${entries.join('')}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${relations.join('')}<Relationship Id="rId90" Type="${REL}/styles" Target="styles.xml"/><Relationship Id="rId91" Type="${REL}/sharedStrings" Target="sharedStrings.xml"/></Relationships>`,
    ...parts,
    'xl/styles.xml': book.stylesXml(),
    'xl/sharedStrings.xml': book.stringsXml(),
  });
}
