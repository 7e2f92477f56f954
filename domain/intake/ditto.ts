import { foldText, withoutPinyin } from './fold.ts';
import type { TaskReading, UnitReading } from './reading.ts';
import { isDitto } from './unit-names.ts';

/** Puts the units meant in the place of 同上 and 上述单位: those of the same role in the task before, else all of them. */
export function resolveDitto(tasks: readonly TaskReading[]): void {
  let before: readonly UnitReading[] = [];
  for (const task of tasks) {
    if (task.units.some((unit) => isDitto(foldText(withoutPinyin(unit.name))))) {
      const resolved: UnitReading[] = [];
      for (const unit of task.units) {
        if (!isDitto(foldText(withoutPinyin(unit.name)))) {
          resolved.push(unit);
          continue;
        }
        const same = before.filter((other) => other.role === unit.role);
        const meant = same.length > 0 ? same : before;
        if (meant.length === 0) resolved.push(unit);
        for (const other of meant) {
          if (resolved.some((known) => known.name === other.name && known.role === unit.role)) continue;
          resolved.push({ ...other, role: unit.role, start: unit.start, end: unit.end });
        }
      }
      task.units = resolved;
    }
    if (task.units.length > 0) before = task.units;
    if (task.deadline !== null && /^(?:同上|〃|″)$/.test(foldText(task.deadline.phrase))) {
      const earlier = tasks[tasks.indexOf(task) - 1]?.deadline ?? null;
      task.deadline = earlier === null ? null : { ...earlier, span: task.deadline.span };
    }
  }
}
