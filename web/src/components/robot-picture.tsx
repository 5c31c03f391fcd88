import { useTranslation } from "react-i18next";
import "./robot-picture.css";

/** In the place of a photograph of the model: the registry holds none. */
export function RobotPicture() {
  const { t } = useTranslation();
  return (
    <svg
      className="robot-picture"
      viewBox="0 0 96 120"
      role="img"
      aria-label={t("robot.noPicture")}
    >
      <g
        fill="none"
        stroke="currentColor"
        strokeWidth="2.5"
        strokeLinejoin="round"
        strokeLinecap="round"
      >
        <rect x="36" y="12" width="24" height="20" rx="8" />
        <path d="M42 21h12" />
        <path d="M44 32v5h8v-5" />
        <path d="M32 37h32l-3 28H35Z" />
        <path d="M32 39c-6 1-8 5-9 11l-3 18M64 39c6 1 8 5 9 11l3 18" />
        <circle cx="19.5" cy="71" r="3" />
        <circle cx="76.5" cy="71" r="3" />
        <path d="M37 65v7h22v-7M41 72l-2 18 1 16M55 72l2 18-1 16" />
        <path d="M34 108h12M50 108h12" />
        <circle cx="48" cy="49" r="3.5" />
      </g>
    </svg>
  );
}
