// What a certificate is about, as people read it.
import { capabilityOf } from "@openrobotid/sdk/rules";
import { useTranslation } from "react-i18next";

/** Gives the text of a certificate's scope: a capability in the language of the page, all else as it was written. */
export function useScope(): (scope: string) => string {
  const { t } = useTranslation();
  return (scope) => {
    const capability = capabilityOf(scope);
    return capability ? t(`capability.${capability}`) : scope;
  };
}
