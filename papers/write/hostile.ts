/** For tests: texts that people or attackers put into a name or a task, and that must come out as text. */
export const HOSTILE: readonly string[] = [
  '<w:p><w:r><w:t>假段落</w:t></w:r></w:p>',
  ']]><!-- & &amp; " \' -->',
  "=cmd|' /C calc'!A0",
  '+1+1',
  '-2+3',
  '@SUM(A1)',
  '\t=1+1',
  '\r=1+1',
  '浛洸镇 😀 𠮷',
  'https://example.invalid/?a=1&b=2',
  '{{constructor}} ${7*7} __proto__',
  '_x0041_ _x000D_',
];

/** Control characters, half a surrogate pair, a reversed reading direction: no file format can carry them. */
export const UNPRINTABLE = '甲\u0000\u0001\u0008\u001F\uFFFE乙\uD800丙\u202E丁';
