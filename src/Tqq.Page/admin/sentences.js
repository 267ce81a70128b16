// @ts-check
import { addSentences } from "../app/parts/trouble.js";

// What refusals mean on these pages, where that differs from the page of people.
addSentences({
  "wrong-password": "Number or password is wrong, or this is no administrator.",
  "not-allowed": "An administrator who only reads cannot do this.",
  "gone-already": "This is gone already.",
  "not-the-code": "That code is wrong or was used before.",
  "no-link": "This link was used already, or is too old. Ask an administrator for a new one.",
  "last-administrator": "The last administrator with all rights stays.",
  "tried-before": "It was tried more than a day ago. Look below whether it was sent: trying again sends it once more.",
  "unreadable-file": "This file is text neither in UTF-8 nor in GB 18030.",
  "confirm-password": "This asks for your password again.",
});

