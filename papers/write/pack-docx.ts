import { Document, Packer } from 'docx';
import type { IPropertiesOptions } from 'docx';
import { fixedZip } from './fixed-zip.ts';

// What a machine without the licensed fonts takes instead; Word reads w:altName, and no file of a font is shipped.
const SUBSTITUTES = [
  ['方正小标宋简体', '华文中宋', '02010600040101010101', 'roman'],
  ['仿宋_GB2312', '仿宋', '02010609060101010101', 'modern'],
  ['楷体_GB2312', '楷体', '02010609060101010101', 'modern'],
  ['黑体', 'SimHei', '02010609060101010101', 'modern'],
  ['宋体', 'SimSun', '02010600030101010101', 'auto'],
] as const;

const FONT_TABLE =
  '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>' +
  '<w:fonts xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">' +
  SUBSTITUTES.map(
    ([name, instead, panose, family]) =>
      `<w:font w:name="${name}"><w:altName w:val="${instead}"/><w:panose1 w:val="${panose}"/>` +
      `<w:charset w:val="86"/><w:family w:val="${family}"/><w:pitch w:val="default"/></w:font>`,
  ).join('') +
  '</w:fonts>';

// `docx` has no paragraph off the grid of lines; without it a title would be spread over two lines of the grid.
const OFF_GRID =
  /(w:styleId="Official(?:Title|Cell|SmallCell|Small|PageNumber)">(?:(?!<\/w:style>).)*?)(<w:spacing )/g;

const STAMP = /(<dcterms:(created|modified)[^>]*>)[^<]*/g;

/**
 * The bytes of a Word file. The same document made at the same `madeAt` gives the same bytes,
 * so a paper can be kept and recognised by its SHA-256.
 */
export async function packDocx(document: IPropertiesOptions, madeAt: Date): Promise<Uint8Array> {
  const stamp = `$1${madeAt.toISOString().slice(0, 19)}Z`;
  return fixedZip(await Packer.toBuffer(new Document(document)), {
    'docProps/core.xml': (xml) => xml.replaceAll(STAMP, stamp),
    'word/styles.xml': (xml) => xml.replaceAll(OFF_GRID, '$1<w:snapToGrid w:val="0"/>$2'),
    'word/fontTable.xml': () => FONT_TABLE,
  });
}
