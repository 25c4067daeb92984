package io.quanyu.brand.organisation;

import io.quanyu.brand.organisation.internal.file.PeopleFile;
import io.quanyu.brand.organisation.internal.file.UnitsFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.springframework.stereotype.Service;

/**
 * The organisation as files for people: CSV in UTF-8 with a header, one row a unit, one row a post.
 * A file adds and changes; what it does not name stays. What was written out and is read in again
 * changes nothing.
 */
@Service
public final class OrganisationFiles {

  private final UnitsFile units;
  private final PeopleFile people;

  public OrganisationFiles(UnitsFile units, PeopleFile people) {
    this.units = units;
    this.people = people;
  }

  /** Writes all units as they are today. */
  public void writeUnits(OutputStream to) throws IOException {
    units.write(to);
  }

  /** Writes all people with the posts that they have or will have. */
  public void writePeople(OutputStream to) throws IOException {
    people.write(to);
  }

  /**
   * Reads a file of units and does what it says, in one transaction; while a line is wrong,
   * nothing.
   *
   * @param isPreview only say what would be done
   */
  public FileOutcome readUnits(InputStream file, boolean isPreview) throws IOException {
    return units.read(file, isPreview);
  }

  /** As {@link #readUnits}, for people and their posts. */
  public FileOutcome readPeople(InputStream file, boolean isPreview) throws IOException {
    return people.read(file, isPreview);
  }
}
