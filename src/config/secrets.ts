/**
 * A text without the user names and passwords of its URLs. A password may have any character, also an @, so that
 * everything up to the last @ of the line goes.
 */
export const withoutPasswords = (text: string): string =>
  text.replace(/\b([a-z][\w+.-]*:\/\/).*@/gi, '$1***@');

/** A correct URL as people are shown it: without its user name and its password. */
export function shownUrl(text: string): string {
  const url = new URL(text);
  url.username = '';
  url.password = '';
  return url.href;
}

/**
 * Whether a URL of Redis can be used. A / or # or ? in a password ends the name of the server too early, and what comes
 * after it stands where the number of the database should be.
 */
export function isRedisUrl(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { username, password, pathname, search, hash } = new URL(text);
  return (
    /^\/?\d*$/.test(pathname) &&
    !search.includes('@') &&
    hash === '' &&
    [username, password].every(isDecodable)
  );
}

function isDecodable(text: string): boolean {
  try {
    decodeURIComponent(text);
    return true;
  } catch {
    return false;
  }
}
