/** What the checks find, in Vietnamese: by code, `{name}` stands for a param. Its keys are the codes that there are. */
export const vi = {
  'checked.stale': 'Dấu đã kiểm tra không còn đúng với định nghĩa. Bỏ dấu, công cụ sẽ đóng lại.',
} as const;
