package dev.logline.logrecord;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AttributeNamesTest {
  private final AttributeNames names = new AttributeNames();

  private void use(List<String> record) {
    Set<String> used = new HashSet<>();
    names.clear();
    for (String name : record) {
      assertThat(names.add(name)).as(name).isEqualTo(used.add(name));
      assertThat(names.size()).isEqualTo(used.size());
    }
  }

  @Test
  void aNameIsToldFromAllOthersHoweverManyThereAre() {
    Random random = new Random(1);
    List<String> record = new ArrayList<>();
    for (int round = 0; round < 3_000; round++) {
      switch (random.nextInt(4)) {
        case 0 -> { // others, some of them twice and some too long to be kept
          record.clear();
          int count = random.nextInt(400);
          for (int i = 0; i < count; i++) {
            String name = "name." + random.nextInt(600);
            record.add(random.nextInt(20) == 0 ? name.repeat(60) : name);
          }
        }
        case 1 -> Collections.shuffle(record, random);
        case 2 ->
            record.replaceAll(name -> new String(name.toCharArray())); // equal, and not the same
        default -> {
          if (!record.isEmpty()) {
            record.set(random.nextInt(record.size()), "name." + random.nextInt(600));
          }
        }
      }
      use(record);
      use(record);
    }
  }
}
