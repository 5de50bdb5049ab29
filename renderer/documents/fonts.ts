/**
 * What papers are set in: a TrueType face, so that PDFs stay small and their text can be searched. Characters of names that
 * it lacks (𠮷, 䶮) come from whatever face of the system has them; on Debian the set-up installs `fonts-hanazono` for it.
 * That face is not named here: Chromium makes the bold of a face that was named only where its own weight is light enough,
 * and of one that it fell back to always.
 */
export const paperFonts = '"WenQuanYi Micro Hei", "Microsoft YaHei", "SimSun-ExtB", sans-serif';
