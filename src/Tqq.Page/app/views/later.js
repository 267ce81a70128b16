// @ts-check
/** The views that are not the first: they come as a script of their own. */
export { Conversation } from "./conversation/conversation.js";
export { KeySheet } from "./keys/sheet.js";
export { OwnCard } from "./me/own-card.js";
export { AddFriend } from "./people/add-friend.js";
export { Card } from "./people/card.js";
export { Requests } from "./requests/requests.js";
export { SettingsColumn } from "./settings/column.js";
export { Settings } from "./settings/settings.js";
