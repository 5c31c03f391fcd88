// The verdict: a word, a colour and an icon, why, and what to do. The first thing that anybody sees.

import type { Verdict } from "@openrobotid/sdk";
import { type Tone, toneOfVerdict } from "@openrobotid/sdk/rules";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { ToneIcon } from "./icons.js";
import { Tag } from "./tag.js";
import "./verdict.css";

export function VerdictCard({
  tone,
  title,
  reason,
  action,
  also = [],
  level = 1,
  children,
}: {
  readonly tone: Tone;
  readonly title: string;
  readonly reason: string;
  readonly action?: string;
  /** What holds besides. */
  readonly also?: readonly Verdict[];
  /** Level of its heading. */
  readonly level?: 1 | 2 | 3;
  readonly children?: ReactNode;
}) {
  const Heading = `h${level}` as const;
  const { t } = useTranslation();
  return (
    <div className="verdict" data-tone={tone}>
      <div className="verdict__word">
        <ToneIcon tone={tone} />
        <Heading tabIndex={-1}>{title}</Heading>
      </div>
      <div className="verdict__text">
        <p>{reason}</p>
        {action && <p className="verdict__action">{action}</p>}
        {also.length > 0 && (
          <div className="verdict__also">
            <span>{t("verdict.also")}</span>
            {also.map((word) => (
              <Tag key={word} tone={toneOfVerdict(word)}>
                {t(`verdict.${word}.title`)}
              </Tag>
            ))}
          </div>
        )}
        {children}
      </div>
    </div>
  );
}
