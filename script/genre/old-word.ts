import iconv from 'iconv-lite';
import { plainText } from './source.ts';
import { escaped, spanOf } from './xml.ts';
import type { Run, Source, SourceTable } from './source.ts';

/** A text as RTF: half of it in GBK bytes, half as \u, as different programs write it. */
function rtfText(text: string, byCode: boolean): string {
  let out = '';
  for (const char of text) {
    const code = char.codePointAt(0) ?? 0;
    if (char === '\t') out += '\\tab ';
    else if ('\\{}'.includes(char)) out += `\\${char}`;
    else if (code < 128) out += char;
    else if (byCode) out += `\\u${code > 32767 ? code - 65536 : code}?`;
    else
      out += [...iconv.encode(char, 'gbk')]
        .map((byte) => `\\'${byte.toString(16).padStart(2, '0')}`)
        .join('');
  }
  return out;
}

function rtfTable(table: SourceTable): string {
  return table.rows
    .map((row, i) => {
      const edges = row.map((cell, column) => {
        const [, down] = spanOf(table.rows, i, column);
        const merge = cell.merge === '^' ? '\\clvmrg' : down > 1 ? '\\clvmgf' : '';
        return `${merge}\\cellx${(column + 1) * 1500}`;
      });
      const cells = row.map(
        (cell) =>
          `\\pard\\intbl ${cell.paragraphs.map((runs) => rtfText(plainText(runs), i % 2 === 0)).join('\\par ')}\\cell`,
      );
      return `\\trowd${edges.join('')}\n${cells.join('\n')}\\row\n`;
    })
    .join('');
}

/** The document as RTF, which many offices keep under the ending .doc. */
export function rtfOf(source: Source): Uint8Array {
  const body = source.blocks.map((block, i) => {
    if (block.kind === 'table') return rtfTable(block);
    if (block.kind !== 'paragraph') return '';
    const runs = block.runs.map((run: Run) =>
      run.mode === 'del' ? `{\\deleted ${rtfText(run.text, true)}}` : rtfText(run.text, i % 2 === 0),
    );
    return `\\pard\\f0\\fs32 ${runs.join('')}\\par\n`;
  });
  const header = source.meta.get('header');
  const head = header ? `{\\header \\pard ${rtfText(header, true)}\\par}` : '';
  const rtf =
    "{\\rtf1\\ansi\\ansicpg936\\deff0{\\fonttbl{\\f0\\fnil\\fcharset134 \\'b7\\'c2\\'cb\\'ce;}{\\f1\\fnil Times New Roman;}}" +
    '{\\colortbl;\\red255\\green0\\blue0;}{\\*\\generator Writer;}{\\info{\\title ' +
    `${rtfText(source.expected.title ?? '', false)}}{\\author \\'b4\\'b4\\'bd\\'a8\\'b0\\'ec}}\\viewkind4\\uc1${head}\n${body.join('')}}`;
  return iconv.encode(rtf, 'latin1');
}

function htmlTable(table: SourceTable): string {
  const rows = table.rows.map((row, i) => {
    const cells = row.map((cell, column) => {
      if (cell.merge !== '') return '';
      const [across, down] = spanOf(table.rows, i, column);
      const span = `${across > 1 ? ` colspan=${across}` : ''}${down > 1 ? ` rowspan=${down}` : ''}`;
      const paragraphs = cell.paragraphs.map(
        (runs) => `<p class=MsoNormal>${escaped(plainText(runs))}<o:p></o:p></p>`,
      );
      return `<td${span} valign=top style='border:solid windowtext .5pt'>${paragraphs.join('')}</td>`;
    });
    return `<tr>${cells.filter((cell) => cell !== '').join('\n')}</tr>`;
  });
  return `<table class=MsoTableGrid border=1 cellspacing=0>${rows.join('\n')}</table>`;
}

/** The document as the HTML that a web office saves under the ending .doc. */
export function htmlOf(source: Source): Uint8Array {
  const body = source.blocks.map((block) => {
    if (block.kind === 'table') return htmlTable(block);
    if (block.kind !== 'paragraph') return '';
    const text = plainText(block.runs);
    const half = Math.floor(text.length / 2);
    return `<p class=MsoNormal style='text-indent:32.0pt'><span style='font-family:仿宋'>${escaped(text.slice(0, half))}</span><span lang=EN-US>${escaped(text.slice(half)).replaceAll('  ', '&nbsp; ')}</span></p>`;
  });
  const html = `<html xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:w="urn:schemas-microsoft-com:office:word">
<head><meta http-equiv=Content-Type content="text/html; charset=gb2312"><title>${escaped(source.expected.title ?? '')}</title>
<!--[if gte mso 9]><xml><w:WordDocument><w:View>Print</w:View></w:WordDocument></xml><![endif]-->
<style><!-- p.MsoNormal {margin:0cm; font-size:16.0pt;} --></style><script>var pages = 12;</script></head>
<body lang=ZH-CN><div class=Section1>
${body.join('\n')}
</div></body></html>`;
  return iconv.encode(html, 'gbk');
}
