/**
 * Types that the comments of the page's modules name. An event knows the element on which the page has put its handler, which the types of
 * the browser do not say.
 */

/** A form is sent; its fields by their names. */
type Sent = SubmitEvent & { currentTarget: HTMLFormElement & { elements: Record<string, HTMLInputElement> } };

/** A field has another value. */
type Written = Event & { currentTarget: HTMLInputElement };

/** A key is pressed. */
type Typed = KeyboardEvent & { currentTarget: HTMLElement, target: HTMLElement };

/** Something is clicked on. */
type Clicked = MouseEvent & { currentTarget: HTMLElement, target: HTMLElement };

/** Something is pointed at. */
type Pointed = PointerEvent & { target: HTMLElement };

/** The focus moves. */
type Focused = FocusEvent & { target: HTMLElement };

/** Words by their names. */
type Words = Record<string, string>;

/** What the admin API lists. */
type AccountRow = {
  uin: number, nick: string, enabled: boolean, administrator?: boolean, status: string, doors?: string[], lastSeen?: string,
  undelivered?: number,
};
type MadeRow = { line: number, uin: number, nick: string, password?: string };
type FaultRow = { line: number, detail: string, column?: string, rule?: string, min?: number, max?: number };
type DeviceRow = { number: string, kind: string, name: string };
type SessionRow = {
  uin: number, nick: string, id: string, door: string, hasKey?: boolean, name?: string, address: string, started: string, lastSeen: string,
};
type InvitationRow = { id: number, name: string, used: number, uses: number, expires?: string, madeBy: string, state: string };
type RangeRow = { from: number, to: number, note?: string, made: string, madeBy: string };
type AdministratorRow = { uin: number, nick: string, role: string, totp: boolean, since: string };
type AnnouncementRow = { id: number, state: string, text: string };
type AuditRow = {
  number: number, at: string, who: string, act: string, detail?: string, target?: string, outcome: string, from: string,
};
type SettingRow = {
  name: string, value: string, written?: string, canChange: boolean, source: string, where?: string, changed?: string, help: string,
};
type BackupRow = { name: string, made: string, bytes: number, accounts?: number, verified: boolean };
type DamageRow = { text: string, certain: boolean };

/** What the API of accounts lists. */
type OwnSession = { id: string, name?: string, kind: string, address: string, begun: string, lastUsed: string, isThis: boolean };
type PersonRow = { uin: number, nick: string, avatar: number };
