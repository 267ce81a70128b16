// @ts-check
/** The notes of the sound, as hertz and the second at which each begins. */
const notes = [[659, 0], [880, 0.09]];

/** How loud it is, where 1 is as loud as can be, and how long a note lasts, in seconds. */
const [loudness, length] = [0.05, 0.35];

/** @type {AudioContext | null} */
let audio = null;

/** Plays two soft notes. A browser plays nothing until somebody has touched the page. */
export function playSound() {
  audio ??= new AudioContext();
  for (const [pitch, begins] of notes) {
    const from = audio.currentTime + begins;
    const [note, volume] = [audio.createOscillator(), audio.createGain()];
    note.frequency.value = pitch;
    volume.gain.setValueAtTime(0, from);
    volume.gain.linearRampToValueAtTime(loudness, from + 0.02);
    volume.gain.exponentialRampToValueAtTime(0.0001, from + length);
    note.connect(volume).connect(audio.destination);
    note.start(from);
    note.stop(from + length);
  }
}
