// Reads a QR code with the camera, or from a picture. Pictures stay in the browser.
import { frameLoop, type QRCamera, QRCanvas, rearCamera } from "qr/dom.js";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { readImage } from "./read-image.js";
import "./scanner.css";

/**
 * - `starting`: asking for the camera
 * - `looking`: looking for a code
 * - `refused`: nobody allowed the camera
 * - `absent`: there is none, or this page may not use one
 */
type CameraState = "starting" | "looking" | "refused" | "absent";

export function Scanner({ onText }: { readonly onText: (text: string) => void }) {
  const { t } = useTranslation();
  const video = useRef<HTMLVideoElement>(null);
  const [state, setState] = useState<CameraState>("starting");
  const [isBlank, setIsBlank] = useState(false);
  const receive = useRef(onText);
  receive.current = onText;

  useEffect(() => {
    const player = video.current;
    if (!player) return;
    let camera: QRCamera | undefined;
    let stop = () => {};
    let isOver = false;
    const canvas = new QRCanvas();
    const start = async () => {
      try {
        camera = await rearCamera(player);
      } catch (error) {
        if (!isOver) setState((error as Error).name === "NotAllowedError" ? "refused" : "absent");
        return;
      }
      if (isOver) return camera.stop();
      setState("looking");
      stop = frameLoop(() => {
        void camera?.readFrame(canvas).then((found) => {
          if (typeof found !== "string" || isOver) return;
          isOver = true;
          stop();
          receive.current(found);
        });
      }, player);
    };
    void start();
    return () => {
      isOver = true;
      stop();
      camera?.stop();
    };
  }, []);

  const onFile = async (file: File | undefined) => {
    if (!file) return;
    const text = await readImage(file);
    setIsBlank(text === undefined);
    if (text !== undefined) onText(text);
  };

  return (
    <div className="scanner">
      <video
        ref={video}
        muted
        playsInline
        hidden={state !== "looking"}
        aria-label={t("scan.view")}
      />
      <p aria-live="polite">{t(`scan.${state}`)}</p>
      <label className="button scanner__file">
        {t("scan.file")}
        <input
          type="file"
          accept="image/*"
          onChange={(event) => void onFile(event.target.files?.[0])}
        />
      </label>
      <p aria-live="assertive">{isBlank && t("scan.nothing")}</p>
    </div>
  );
}
