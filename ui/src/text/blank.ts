/** True if nothing of a text is seen: white space, control characters, marks of direction, joiners, fillers, and the Braille pattern without dots. */
export const isBlank = (text: string): boolean => /^[\s\p{Cc}\p{Default_Ignorable_Code_Point}\u2800]*$/u.test(text);
