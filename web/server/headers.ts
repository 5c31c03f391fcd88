// What every answer of this server says to browsers about what the pages may do.
import type { MiddlewareHandler } from "hono";
import { secureHeaders } from "hono/secure-headers";

/** Everything comes from here, nothing is inline, nobody frames it. */
export const policy = {
  defaultSrc: ["'none'"],
  scriptSrc: ["'self'"],
  styleSrc: ["'self'"],
  imgSrc: ["'self'"],
  connectSrc: ["'self'"],
  mediaSrc: ["'self'"],
  workerSrc: ["'self'"],
  manifestSrc: ["'self'"],
  formAction: ["'self'"],
  baseUri: ["'none'"],
  frameAncestors: ["'none'"],
};

/** @param shownBy - Whose pages may show the answer: this server's alone, or those of others too. */
export function securityHeaders(
  shownBy: "same-origin" | "cross-origin" = "same-origin",
): MiddlewareHandler {
  return secureHeaders({
    contentSecurityPolicy: policy,
    crossOriginResourcePolicy: shownBy,
    crossOriginOpenerPolicy: "same-origin",
    referrerPolicy: "no-referrer",
    xFrameOptions: "DENY",
    // Of the page itself, the camera; of anything else, nothing.
    permissionsPolicy: {
      camera: ["self"],
      microphone: [],
      geolocation: [],
      payment: [],
      usb: [],
      browsingTopics: [],
    },
  });
}
