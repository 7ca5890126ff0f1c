/** The form email addresses are kept and looked up in. Case does not tell two addresses apart. */
export function foldEmail(email: string): string {
  return email.normalize('NFC').toLowerCase();
}
