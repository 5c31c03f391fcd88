// Every icon. None is used alone: words say the same beside it.
import type { Tone } from "@openrobotid/sdk/rules";
import type { ReactNode } from "react";

function Icon({ children }: { readonly children: ReactNode }) {
  return (
    <svg
      viewBox="0 0 24 24"
      width="24"
      height="24"
      fill="none"
      stroke="currentColor"
      strokeWidth="2"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
      focusable="false"
    >
      {children}
    </svg>
  );
}

/** Each tone has a shape of its own, so that colour is never needed to tell them apart. */
const shapes: Readonly<Record<Tone, ReactNode>> = {
  good: (
    <>
      <circle cx="12" cy="12" r="10" />
      <path d="m7.5 12.5 3 3 6-6.5" />
    </>
  ),
  notice: (
    <>
      <path d="M12 2.8 22.4 21H1.6Z" />
      <path d="M12 9.5v5M12 17.6v.1" />
    </>
  ),
  stop: (
    <>
      <path d="M7.9 2h8.2L22 7.9v8.2L16.1 22H7.9L2 16.1V7.9Z" />
      <path d="m8.7 8.7 6.6 6.6M15.3 8.7l-6.6 6.6" />
    </>
  ),
  ended: (
    <>
      <rect x="2.5" y="2.5" width="19" height="19" rx="2" />
      <path d="M7 12h10" />
    </>
  ),
  unknown: (
    <>
      <path d="M12 1.6 22.4 12 12 22.4 1.6 12Z" />
      <path d="M9.6 9.6a2.5 2.5 0 1 1 3.6 2.3c-.8.4-1.2.9-1.2 1.9M12 16.6v.1" />
    </>
  ),
  waiting: (
    <>
      <path d="M3 7.5 12 3l9 4.5v9L12 21l-9-4.5Z" />
      <path d="m3 7.5 9 4.5 9-4.5M12 12v9" />
    </>
  ),
  unsure: (
    <>
      <circle cx="12" cy="12" r="10" strokeDasharray="4 3.85" />
      <path d="M12 7v5.5l3 2" />
    </>
  ),
};

export function ToneIcon({ tone }: { readonly tone: Tone }) {
  return <Icon>{shapes[tone]}</Icon>;
}

export function MarkIcon() {
  return (
    <Icon>
      <path d="M12 1.8 20.5 5v6.4c0 5-3.4 8.8-8.5 10.8-5.1-2-8.5-5.8-8.5-10.8V5Z" />
      <path d="M8 12.2V9.5A1.5 1.5 0 0 1 9.5 8h5A1.5 1.5 0 0 1 16 9.5v2.7M7 12.2h10M10 15.8h4M12 8V6" />
    </Icon>
  );
}

export function MenuIcon() {
  return (
    <Icon>
      <path d="M4 7h16M4 12h16M4 17h16" />
    </Icon>
  );
}

export function CameraIcon() {
  return (
    <Icon>
      <path d="M3 8V5a2 2 0 0 1 2-2h3M16 3h3a2 2 0 0 1 2 2v3M21 16v3a2 2 0 0 1-2 2h-3M8 21H5a2 2 0 0 1-2-2v-3" />
      <path d="M8 8h3v3H8ZM13 8h3v3h-3ZM8 13h3v3H8ZM13.5 13.500v.1M16 16v.1M16 13.500v.1M13.5 16v.1" />
    </Icon>
  );
}

export function DownloadIcon() {
  return (
    <Icon>
      <path d="M12 4v11m-5-4.5 5 5 5-5M4 20h16" />
    </Icon>
  );
}
