import { type ReactNode, useId } from "react";
import "./panel.css";

/** A part of a page under a heading. */
export function Panel({
  title,
  lead,
  id,
  children,
}: {
  readonly title: string;
  readonly lead?: string | undefined;
  readonly id?: string;
  readonly children: ReactNode;
}) {
  const heading = useId();
  return (
    <section className="panel" aria-labelledby={heading} id={id}>
      <h2 id={heading}>{title}</h2>
      {lead && <p className="panel__lead">{lead}</p>}
      {children}
    </section>
  );
}

/** Some figures that say much at a glance. */
export function Figures({
  figures,
}: {
  readonly figures: readonly (readonly [string, ReactNode])[];
}) {
  return (
    <dl className="figures">
      {figures.map(([name, figure]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{figure}</dd>
        </div>
      ))}
    </dl>
  );
}
