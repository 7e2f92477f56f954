// PDF files that the tests build: text in Chinese fonts that are named and not embedded, rulings, pages.

export interface MadePage {
  /** Lower left of each text, in points from the lower left corner, and the size of its type. */
  texts: { x: number; y: number; text: string; size?: number }[];
  /** Rulings from one point to another. */
  rulings?: [x0: number, y0: number, x1: number, y1: number][];
}

/** How the font gives its text: UCS-2 codes, or GBK bytes. */
export interface MadeFont {
  encoding: 'UniGB-UCS2-H' | 'GBK-EUC-H';
  bytes: (text: string) => Uint8Array;
}

const UCS2: MadeFont = { encoding: 'UniGB-UCS2-H', bytes: (text) => Buffer.from(text, 'utf16le').swap16() };

export function pdfOf(pages: readonly MadePage[], { font = UCS2, trailer = '' } = {}): Uint8Array {
  const pageIds = pages.map((_, at) => 5 + at * 2);
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    `<< /Type /Pages /Kids [${pageIds.map((id) => `${id} 0 R`).join(' ')}] /Count ${pages.length} >>`,
    `<< /Type /Font /Subtype /Type0 /BaseFont /STSong /Encoding /${font.encoding} /DescendantFonts [4 0 R] >>`,
    '<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong /CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 2 >> /DW 1000 /W [1 95 500 814 907 500] >>',
  ];
  for (const { texts, rulings = [] } of pages) {
    const content = [
      ...rulings.map(([x0, y0, x1, y1]) => `${x0} ${y0} m ${x1} ${y1} l S`),
      ...texts.map(
        ({ x, y, text, size = 16 }) =>
          `BT /F1 ${size} Tf ${x} ${y} Td <${Buffer.from(font.bytes(text)).toString('hex')}> Tj ET`,
      ),
    ].join('\n');
    objects.push(
      `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents ${objects.length + 2} 0 R /Resources << /Font << /F1 3 0 R >> >> >>`,
      `<< /Length ${content.length} >>\nstream\n${content}\nendstream`,
    );
  }
  let file = '%PDF-1.4\n';
  const places = objects.map((object, at) => {
    const place = file.length;
    file += `${at + 1} 0 obj\n${object}\nendobj\n`;
    return place;
  });
  const table = file.length;
  file += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${places.map((place) => `${String(place).padStart(10, '0')} 00000 n \n`).join('')}`;
  file += `trailer\n<< /Size ${objects.length + 1} /Root 1 0 R ${trailer} >>\nstartxref\n${table}\n%%EOF\n`;
  return Buffer.from(file, 'latin1');
}
