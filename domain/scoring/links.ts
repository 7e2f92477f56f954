import { Int32Column } from './columns.ts';

/** Ways back from tallies to cells and from cells to rows, as chains in columns: needed only where facts come and go. */
export class Links {
  private readonly firstRow = new Int32Column();
  private readonly nextRow = new Int32Column();
  private readonly previousRow = new Int32Column();
  private readonly firstCell = new Int32Column();
  private readonly nextCell = new Int32Column();
  private readonly firstEntry = new Int32Column();
  private readonly nextEntry = new Int32Column();
  private readonly entryCell = new Int32Column();

  add(row: number, cell: number): void {
    fill(this.nextRow, row);
    fill(this.previousRow, row);
    fill(this.firstRow, cell);
    const first = this.firstRow.values[cell]!;
    this.nextRow.values[row] = first;
    this.previousRow.values[row] = -1;
    if (first >= 0) this.previousRow.values[first] = row;
    this.firstRow.values[cell] = row;
  }

  remove(row: number, cell: number): void {
    const next = this.nextRow.values[row]!;
    const previous = this.previousRow.values[row]!;
    if (next >= 0) this.previousRow.values[next] = previous;
    if (previous >= 0) this.nextRow.values[previous] = next;
    else this.firstRow.values[cell] = next;
  }

  addCell(cell: number, stream: number): void {
    fill(this.firstCell, stream);
    fill(this.nextCell, cell);
    fill(this.firstRow, cell);
    this.nextCell.values[cell] = this.firstCell.values[stream]!;
    this.firstCell.values[stream] = cell;
  }

  addTarget(tally: number, cell: number): void {
    fill(this.firstEntry, tally);
    const entry = this.entryCell.length;
    this.entryCell.push(cell);
    this.nextEntry.push(this.firstEntry.values[tally]!);
    this.firstEntry.values[tally] = entry;
  }

  eachRow(tally: number, visit: (row: number) => void): void {
    for (let entry = this.firstEntry.values[tally]!; entry >= 0; entry = this.nextEntry.values[entry]!)
      this.eachRowOfCell(this.entryCell.values[entry]!, visit);
  }

  eachRowOfStream(stream: number, visit: (row: number, cell: number) => void): void {
    if (stream >= this.firstCell.length) return;
    for (let cell = this.firstCell.values[stream]!; cell >= 0; cell = this.nextCell.values[cell]!)
      this.eachRowOfCell(cell, visit);
  }

  private eachRowOfCell(cell: number, visit: (row: number, cell: number) => void): void {
    for (let row = this.firstRow.values[cell]!; row >= 0; row = this.nextRow.values[row]!) visit(row, cell);
  }
}

/** Makes the column reach `index`, with -1 where nothing stands yet. */
function fill(column: Int32Column, index: number): void {
  while (column.length <= index) column.push(-1);
}
