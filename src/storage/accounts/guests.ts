/** A user name no person can log in with: the password hash of a guest matches nothing. */
export function guestName(id: string): string {
  return `guest-${id.replaceAll('-', '').slice(-26)}`;
}
