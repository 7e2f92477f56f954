import type { PDFPageProxy } from 'unpdf/pdfjs';
import { OPS } from 'unpdf/pdfjs';
import { withoutRadicals } from './symbols.ts';

/** A stretch of text as it lies on the page. All measures are points (1/72 inch) from the upper left corner. */
export interface Run {
  text: string;
  x: number;
  /** Of the line that the characters stand on. */
  baseline: number;
  width: number;
  /** Height of the type. */
  size: number;
}

/** A straight ruling, horizontal (`across`) or vertical: it lies at `at` and reaches from `from` to `to`. */
export interface Ruling {
  across: boolean;
  at: number;
  from: number;
  to: number;
}

export interface Page {
  width: number;
  height: number;
  runs: Run[];
  rulings: Ruling[];
}

type Matrix = readonly [number, number, number, number, number, number];

/** Takes what a page shows, turned upright. */
export async function readPage(proxy: PDFPageProxy): Promise<Page> {
  const { width, height, transform } = proxy.getViewport({ scale: 1 });
  const upright = matrix(transform);
  const { items } = await proxy.getTextContent();
  const runs = items.flatMap((item): Run[] => {
    if (!('str' in item) || item.str.trim() === '') return [];
    const [a, b, c, d, x, baseline] = times(upright, matrix(item.transform));
    const size = Math.hypot(c, d) || Math.hypot(a, b);
    // Slanted text is a watermark across the page.
    const slanted = Math.abs(a) > 0.2 * size && Math.abs(b) > 0.2 * size;
    if (slanted || size === 0) return [];
    const isSideways = Math.abs(b) > Math.abs(a);
    return [
      {
        text: withoutRadicals(item.str),
        x,
        baseline,
        width: isSideways || item.width === 0 ? size : item.width,
        size,
      },
    ];
  });
  const { fnArray, argsArray } = await proxy.getOperatorList();
  const rulings = rulingsOf(fnArray, argsArray, upright);
  proxy.cleanup();
  return { width, height, runs: withoutDoubles(runs), rulings };
}

/** Bold is often made by printing twice, a hair apart. */
function withoutDoubles(runs: Run[]): Run[] {
  const recent = new Map<string, Run>();
  return runs.filter((run) => {
    const before = recent.get(run.text);
    recent.set(run.text, run);
    const near = run.size * 0.15;
    return !before || Math.abs(before.x - run.x) > near || Math.abs(before.baseline - run.baseline) > near;
  });
}

const PAINTS = new Set<number>([
  OPS.stroke,
  OPS.closeStroke,
  OPS.fill,
  OPS.eoFill,
  OPS.fillStroke,
  OPS.eoFillStroke,
  OPS.closeFillStroke,
  OPS.closeEOFillStroke,
]);
const STROKES = new Set<number>([OPS.stroke, OPS.closeStroke, OPS.fillStroke, OPS.eoFillStroke, OPS.closeFillStroke, OPS.closeEOFillStroke]); // prettier-ignore

/** Thicker bars are no rulings but surfaces. */
const THICKEST = 3;
const MOST = 20_000;

/** Table borders are drawn as lines, as rectangles, or as bars filled with colour. */
function rulingsOf(codes: readonly number[], values: readonly unknown[], upright: Matrix): Ruling[] {
  const rulings: Ruling[] = [];
  const kept: Matrix[] = [];
  let current = upright;
  for (let at = 0; at < codes.length && rulings.length < MOST; at++) {
    const code = codes[at];
    const value = values[at];
    if (code === OPS.save) kept.push(current);
    else if (code === OPS.restore) current = kept.pop() ?? current;
    else if (code === OPS.transform) current = times(current, matrix(value));
    else if (code === OPS.paintFormXObjectBegin) {
      kept.push(current);
      if (Array.isArray(value) && value[0]) current = times(current, matrix(value[0]));
    } else if (code === OPS.paintFormXObjectEnd) current = kept.pop() ?? current;
    else if (code === OPS.constructPath && Array.isArray(value) && PAINTS.has(value[0])) {
      for (const path of Array.isArray(value[1]) ? value[1] : []) {
        if (ArrayBuffer.isView(path))
          tracePath(path as Float32Array, current, STROKES.has(value[0]), rulings);
      }
    }
  }
  return rulings;
}

/** A path is a row of numbers: 0 move, 1 line, 2 and 3 curves, 4 close, each before its points. */
function tracePath(path: Float32Array, current: Matrix, stroked: boolean, rulings: Ruling[]): void {
  let points: [number, number][] = [];
  const end = (): void => {
    if (points.length > 1) addRulings(points, stroked, rulings);
    points = [];
  };
  const point = (at: number): [number, number] => apply(current, path[at] ?? 0, path[at + 1] ?? 0);
  for (let at = 0; at < path.length;) {
    const step = path[at];
    if (step === 0) end();
    if (step === 0 || step === 1) points.push(point(at + 1));
    if (step === 2 || step === 3) points = [];
    if (step === 4 && points[0]) points.push(points[0]);
    at += [3, 3, 7, 5, 1][step ?? 4] ?? 1;
  }
  end();
}

function addRulings(points: readonly [number, number][], stroked: boolean, rulings: Ruling[]): void {
  const xs = points.map(([x]) => x);
  const ys = points.map(([, y]) => y);
  const [left, right, top, bottom] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
  const [width, height] = [right - left, bottom - top];
  if (width <= THICKEST && height <= THICKEST) return;
  if (height <= THICKEST) rulings.push({ across: true, at: (top + bottom) / 2, from: left, to: right });
  else if (width <= THICKEST) rulings.push({ across: false, at: (left + right) / 2, from: top, to: bottom });
  else if (stroked) {
    for (let i = 1; i < points.length; i++) {
      const [[x0, y0], [x1, y1]] = [points[i - 1] ?? [0, 0], points[i] ?? [0, 0]];
      if (Math.abs(y0 - y1) < 1)
        rulings.push({ across: true, at: y0, from: Math.min(x0, x1), to: Math.max(x0, x1) });
      else if (Math.abs(x0 - x1) < 1)
        rulings.push({ across: false, at: x0, from: Math.min(y0, y1), to: Math.max(y0, y1) });
    }
  }
}

function matrix(value: unknown): Matrix {
  const [a = 1, b = 0, c = 0, d = 1, e = 0, f = 0] = Array.isArray(value) || ArrayBuffer.isView(value) ? Array.from(value as ArrayLike<number>) : []; // prettier-ignore
  return [a, b, c, d, e, f];
}

function times([a, b, c, d, e, f]: Matrix, [g, h, i, j, k, l]: Matrix): Matrix {
  return [a * g + c * h, b * g + d * h, a * i + c * j, b * i + d * j, a * k + c * l + e, b * k + d * l + f];
}

const apply = ([a, b, c, d, e, f]: Matrix, x: number, y: number): [number, number] => [
  a * x + c * y + e,
  b * x + d * y + f,
];
