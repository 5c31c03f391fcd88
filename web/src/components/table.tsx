import type { ReactNode } from "react";
import "./table.css";

export interface TableRow {
  readonly key: string;
  readonly cells: readonly ReactNode[];
}

/** A table that scrolls by itself where it is too wide. */
export function Table({
  caption,
  columns,
  rows,
  numeric = false,
}: {
  readonly caption: string;
  readonly columns: readonly string[];
  readonly rows: readonly TableRow[];
  /** Whether every column but the first holds numbers. */
  readonly numeric?: boolean;
}) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a section with a name would be a second landmark beside the panel around it
    <div
      role="group"
      className={numeric ? "table table--numeric" : "table"}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable with the keyboard
      tabIndex={0}
      aria-label={caption}
    >
      <table>
        <caption className="visually-hidden">{caption}</caption>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column} scope="col">
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ key, cells }) => (
            <tr key={key}>
              {cells.map((cell, index) => (
                <td key={columns[index]}>{cell}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
