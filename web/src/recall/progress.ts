import type { RecallProgress } from "../api/questions.js";

/** Units still open at the end of each week, of those that the recall binds now. */
export function remainingByWeek({
  units,
  progress,
}: Pick<RecallProgress, "units" | "progress">): { week: string; open: number }[] {
  let open = units.affected;
  return progress.byWeek.map(({ week, remedied, notApplicable, reopened }) => {
    open -= remedied + notApplicable - reopened;
    return { week, open };
  });
}
