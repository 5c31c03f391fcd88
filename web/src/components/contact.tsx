/** Where somebody says that he can be reached: a link where it is one, otherwise as it was written. */
export function ContactAddress({ uri }: { readonly uri: string }) {
  if (!/^(https?|mailto|tel):/i.test(uri)) return <>{uri}</>;
  return (
    <a href={uri} rel="noreferrer">
      {uri.replace(/^(https?:\/\/|mailto:|tel:)/i, "")}
    </a>
  );
}
