// Parts of embind that nothing here binds: wide strings and views of memory. embind registers them all the same, and
// what they need would be a tenth of the glue. Told to the linker as a JavaScript library.
// @ts-nocheck Emscripten runs it, and has the names.

mergeInto(LibraryManager.library, {
  _embind_register_std_wstring: function() {},
  _embind_register_memory_view: function() {},
});
