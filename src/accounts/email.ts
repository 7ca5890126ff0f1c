/**
 * The form in which email addresses are stored and looked up. Capital and small letters count as the same.
 */
export function normalizedEmail(email: string): string {
  return email.normalize('NFC').toLowerCase();
}
