package app.gander.Gander

import org.junit.Assert.assertEquals
import org.junit.Test

/** The same links are read in src-tauri/src/tests/phones.rs. */
class SharedTest {
  @Test
  fun aTextKeepsItsLinesAndItsSigns() {
    assertEquals(
      "gander-shared://app?text=Note%3A+1+%2B+1%0A%C3%BC+%26+%23x%3F",
      linkOf("Note: 1 + 1\nü & #x?", emptyList()),
    )
  }

  @Test
  fun picturesKeepTheirOrder() {
    assertEquals(
      "gander-shared://app?text=&picture=content%3A%2F%2Fphotos%2F2&picture=content%3A%2F%2Fphotos%2F1",
      linkOf(null, listOf("content://photos/2", null, "content://photos/1")),
    )
  }
}
