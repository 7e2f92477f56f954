import { readFile } from 'node:fs/promises';
import { zipSync, strToU8 } from 'fflate';
import { SaxesParser } from 'saxes';
import { readPaper } from '@tongchuang/domain/intake/read-paper.ts';
import { readPaperFile } from '@tongchuang/papers/read/paper-file.ts';
import { Zip } from '@tongchuang/papers/read/zip.ts';

/** Goals of the reader: 60 pages of .docx in 25 ms and 6 times the bare limit, .doc in 150 ms. */
const GOALS = { docxMs: 25, ratio: 6, docMs: 150 };
const ROUNDS = 60;

/**
 * Prints how long a plan of 60 pages (600 tasks, 60 tables) takes as .docx and .doc, warm, beside the bare limit of
 * unzipping and one pass of the XML parser in the same run, and the peak memory of the process.
 */
export async function benchReading(): Promise<void> {
  const docx = sixtyPages();
  const doc = await readFile(new URL('./sixty-pages.doc', import.meta.url));
  const paper = await readPaperFile('六十页.docx', docx);
  const tables = paper.blocks.filter((block) => block.kind === 'table').length;
  console.log(
    `reading: ${kb(docx)} KB .docx, ${kb(doc)} KB .doc; ${paper.text.length} characters, ${tables} tables`,
  );

  const bare = await timed(() => unzipAndPass(docx));
  const ours = await timed(() => readPaperFile('六十页.docx', docx));
  const old = await timed(() => readPaperFile('六十页.doc', doc));
  const tasks = readPaper(paper).tasks.length;
  const reading = await timed(() => readPaper(paper));
  line('unzip + one pass (bare limit)', bare);
  line(
    '.docx to paper',
    ours,
    `${(ours.p50 / bare.p50).toFixed(1)}x of bare (goal ${GOALS.docxMs} ms, ${GOALS.ratio}x)`,
  );
  line('.doc to paper', old, `goal ${GOALS.docMs} ms`);
  line(`paper to ${tasks} tasks`, reading);
  console.log(`  peak memory of the process ${Math.round(process.resourceUsage().maxRSS / 1024)} MB`);
}

interface Timing {
  p50: number;
  p95: number;
}

async function timed(run: () => unknown): Promise<Timing> {
  for (let i = 0; i < ROUNDS / 2; i++) await run();
  const times: number[] = [];
  for (let i = 0; i < ROUNDS; i++) {
    const start = performance.now();
    await run();
    times.push(performance.now() - start);
  }
  times.sort((a, b) => a - b);
  return { p50: times[Math.floor(ROUNDS * 0.5)] ?? 0, p95: times[Math.floor(ROUNDS * 0.95)] ?? 0 };
}

function line(what: string, { p50, p95 }: Timing, more = ''): void {
  console.log(
    `  ${what.padEnd(32)} p50 ${p50.toFixed(1).padStart(6)} ms  p95 ${p95.toFixed(1).padStart(6)} ms  ${more}`,
  );
}

const kb = (bytes: Uint8Array): number => Math.round(bytes.length / 1024);

/** The least that any reader of a .docx must do. */
function unzipAndPass(docx: Uint8Array): number {
  const xml = new Zip('bare', docx).read('word/document.xml') ?? Buffer.alloc(0);
  const parser = new SaxesParser<{ xmlns: false; position: false }>({ xmlns: false, position: false });
  let seen = 0;
  parser.on('opentag', () => seen++);
  parser.on('text', (text) => (seen += text.length));
  parser.write(xml.toString('utf8')).close();
  return seen;
}

/** A plan as Word writes it: fonts and sizes on every run, revision marks, automatic numbers, a table every ten tasks. */
export function sixtyPages(): Uint8Array {
  const fonts =
    '<w:rPr><w:rFonts w:ascii="仿宋_GB2312" w:eastAsia="仿宋_GB2312" w:hAnsi="仿宋_GB2312" w:hint="eastAsia"/><w:sz w:val="32"/><w:szCs w:val="32"/></w:rPr>';
  const run = (text: string) => `<w:r w:rsidRPr="00A77427">${fonts}<w:t>${text}</w:t></w:r>`;
  const paragraph = (properties: string, ...texts: string[]) =>
    `<w:p w:rsidR="00A77427" w:rsidRDefault="00A77427"><w:pPr>${properties}<w:spacing w:line="560" w:lineRule="exact"/>${fonts}</w:pPr>${texts.map(run).join('')}</w:p>`;
  const list = (level: number) => `<w:numPr><w:ilvl w:val="${level}"/><w:numId w:val="1"/></w:numPr>`;
  const cell = (text: string) =>
    `<w:tc><w:tcPr><w:tcW w:w="1600" w:type="dxa"/></w:tcPr>${paragraph('', text)}</w:tc>`;
  const row = (...texts: string[]) => `<w:tr w:rsidR="00A77427">${texts.map(cell).join('')}</w:tr>`;

  let body = paragraph('<w:jc w:val="center"/>', '清源县2026年文明城市创建工作实施方案');
  for (let section = 0; section < 60; section++) {
    body += paragraph(list(0), `第${section + 1}组重点任务`);
    for (let task = 0; task < 10; task++) {
      const no = section * 10 + task + 1;
      body += paragraph(
        list(1),
        `整治第${no}号网格占道经营行为,规范店外经营和流动摊点,`,
        `2026年${(no % 12) + 1}月底前管控率达${80 + (no % 20)}%以上。`,
        '责任单位:县城管局;配合单位:县公安局、县市场监管局、各乡镇。',
      );
    }
    body += `<w:tbl><w:tblPr/>${row('序号', '指标', '责任单位', '完成时限')}${[1, 2, 3].map((no) => row(String(no), `群众满意度达${90 + no}%以上`, '县文明办', `${no * 3}月底前`)).join('')}</w:tbl>`;
  }
  const space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"';
  const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
  const level = (at: number, format: string, text: string) =>
    `<w:lvl w:ilvl="${at}"><w:start w:val="1"/><w:numFmt w:val="${format}"/><w:suff w:val="nothing"/><w:lvlText w:val="${text}"/></w:lvl>`;
  const parts: Record<string, string> = {
    '[Content_Types].xml':
      '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/><Override PartName="/word/numbering.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.numbering+xml"/></Types>',
    '_rels/.rels': `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="${office}/officeDocument" Target="word/document.xml"/></Relationships>`,
    'word/_rels/document.xml.rels': `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="${office}/numbering" Target="numbering.xml"/></Relationships>`,
    'word/numbering.xml': `<w:numbering ${space}><w:abstractNum w:abstractNumId="0">${level(0, 'chineseCountingThousand', '%1、')}${level(1, 'decimal', '%2.')}</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>`,
    'word/document.xml': `<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:document ${space}><w:body>${body}</w:body></w:document>`,
  };
  return zipSync(Object.fromEntries(Object.entries(parts).map(([name, xml]) => [name, strToU8(xml)])));
}
