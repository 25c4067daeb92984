package io.quanyu.brand.organisation;

import io.quanyu.brand.organisation.internal.PersonSql;
import io.quanyu.brand.organisation.internal.PostSql;
import io.quanyu.brand.organisation.internal.TodaysTree;
import io.quanyu.brand.organisation.internal.UnitSql;
import io.quanyu.brand.organisation.spi.StaffAccounts;
import io.quanyu.core.organisation.Placement;
import io.quanyu.platform.web.Cursor;
import io.quanyu.platform.web.FieldError;
import io.quanyu.platform.web.Page;
import io.quanyu.platform.web.PageRequest;
import io.quanyu.platform.web.ProblemException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/** Who works where: a dealer with many stores, a guide in two, one post after the other. */
@Service
public final class People {

  /** Parts of the cursor of {@link #list}: name, number. */
  public static final int LIST_CURSOR_PARTS = 2;

  /** Parts of the cursor of {@link #postsOf}: first day, number. */
  public static final int POSTS_CURSOR_PARTS = 2;

  /** Parts of the cursor of {@link #at}: name, number. */
  public static final int UNIT_CURSOR_PARTS = 2;

  private final PersonSql people;
  private final PostSql posts;
  private final UnitSql units;
  private final TodaysTree calendar;
  private final TransactionTemplate transactions;
  private final Clock clock;
  private final StaffAccounts accounts;

  public People(
      PersonSql people,
      PostSql posts,
      UnitSql units,
      TodaysTree calendar,
      TransactionTemplate transactions,
      Clock clock,
      StaffAccounts accounts) {
    this.people = people;
    this.posts = posts;
    this.units = units;
    this.calendar = calendar;
    this.transactions = transactions;
    this.clock = clock;
    this.accounts = accounts;
  }

  /**
   * By name.
   *
   * @param text part of the name, or how the employee number or WeCom member begins; null: all
   */
  public Page<Person> list(@Nullable String text, PageRequest request) {
    var after = request.after();
    var rows =
        people.list(
            text == null ? "" : SearchText.of(text),
            after.map(cursor -> cursor.part(0)).orElse(""),
            after.map(cursor -> cursor.number(1)).orElse(0),
            request.rows());
    var page =
        Page.of(rows, request, null, row -> Cursor.after(row.person().name(), row.personNo()));
    return new Page<>(
        page.items().stream().map(PersonSql.NumberedPerson::person).toList(),
        page.nextCursor(),
        null);
  }

  /** The number of the person who has an account; it owns the customers that are hers. */
  public OptionalInt numberOf(UUID staffId) {
    return people.numberOf(staffId);
  }

  /** One person. */
  public Person get(UUID id) {
    return numbered(id).person();
  }

  /**
   * Writes somebody down.
   *
   * @throws ProblemException {@link OrganisationProblem#PERSON_TAKEN} if employee number, WeCom
   *     member or account are another person's, {@link OrganisationProblem#ACCOUNT_UNKNOWN}
   */
  public Person create(PersonDraft draft) {
    requireAccount(draft);
    return refusingDoubles(() -> people.insert(draft, clock.instant()));
  }

  /**
   * Replaces a person.
   *
   * @param version the version that the change was made from
   * @throws ProblemException {@link OrganisationProblem#PERSON_CHANGED} if she has another one by
   *     now, and see {@link #create}
   */
  public Person replace(UUID id, int version, PersonDraft draft) {
    requireAccount(draft);
    return refusingDoubles(() -> people.update(id, version, draft, clock.instant()))
        .orElseThrow(() ->
            new ProblemException(
                OrganisationProblem.PERSON_CHANGED,
                "She has version %d now. Read her again and redo the change."
                    .formatted(get(id).version())));
  }

  /** The posts that a person has, had or will have, the latest first. */
  public Page<Post> postsOf(UUID id, PageRequest request) {
    var after = request.after();
    var rows =
        posts.ofPerson(
            numbered(id).personNo(),
            after.map(cursor -> cursor.date(0)).orElse(Placement.FOREVER),
            after.map(cursor -> cursor.number(1)).orElse(0),
            request.rows());
    return page(rows, request, row -> Cursor.after(row.post().from(), row.postNo()));
  }

  /**
   * The posts at a unit, by the person's name.
   *
   * @param on the day; null: today
   */
  public Page<Post> at(UUID unitId, @Nullable LocalDate on, PageRequest request) {
    var day = calendar.dayOrToday(on);
    var after = request.after();
    var rows =
        posts.ofUnit(
            unit(unitId, day),
            day,
            after.map(cursor -> cursor.part(0)).orElse(""),
            after.map(cursor -> cursor.number(1)).orElse(0),
            request.rows());
    return page(rows, request, row -> Cursor.after(row.post().personName(), row.postNo()));
  }

  /**
   * Gives a person a post.
   *
   * @throws ProblemException {@link OrganisationProblem#POST_HELD} if she has the same role at the
   *     same unit on one of these days
   */
  public Post add(UUID personId, PostDraft draft) {
    var from = calendar.dayOrToday(draft.from());
    var until = draft.until() == null ? Placement.FOREVER : calendar.dayOrToday(draft.until());
    if (!from.isBefore(until)) {
      throw new ProblemException(
          OrganisationProblem.DATE_OUT_OF_RANGE,
          "A post has at least one day.",
          List.of(new FieldError("until", "must be after " + from)));
    }
    return inTransaction(() -> {
      var person = people.lock(personId).orElseThrow(() -> unknown(personId));
      int unitNo = unit(draft.unitId(), from);
      if (posts.overlaps(person.personNo(), unitNo, draft.role(), from, until)) {
        throw new ProblemException(
            OrganisationProblem.POST_HELD,
            "She is %s there on one of these days already; end that post first."
                .formatted(draft.role()));
      }
      var id = posts.insert(person.personNo(), unitNo, draft.role(), from, until);
      return posts.find(id).orElseThrow().post();
    });
  }

  /**
   * Ends a post; one that has not begun by then is taken back. Repeating it changes nothing.
   *
   * @param on the first day without it, also a past one; null: today
   */
  public void end(UUID postId, @Nullable LocalDate on) {
    var until = calendar.dayOrToday(on);
    transactions.executeWithoutResult(_ -> {
      var post =
          posts
              .find(postId)
              .orElseThrow(() ->
                  new ProblemException(
                      OrganisationProblem.POST_NOT_FOUND,
                      "No post has the id " + postId + "; it may have been taken back."));
      people.lock(post.post().personId());
      posts.end(post.postNo(), until);
    });
  }

  /** Accounts are never deleted, so what is checked now stays so. */
  private void requireAccount(PersonDraft draft) {
    var account = draft.staffId();
    if (account != null && !accounts.exists(account)) {
      throw new ProblemException(
          OrganisationProblem.ACCOUNT_UNKNOWN,
          "Look for her in the list of staff.",
          List.of(new FieldError("staffId", "is nobody's account")));
    }
  }

  private PersonSql.NumberedPerson numbered(UUID id) {
    return people.find(id).orElseThrow(() -> unknown(id));
  }

  private int unit(UUID id, LocalDate day) {
    return units
        .find(id, day)
        .orElseThrow(() ->
            new ProblemException(
                OrganisationProblem.UNIT_NOT_FOUND, "No unit has the id " + id + "."))
        .unitNo();
  }

  private static ProblemException unknown(UUID id) {
    return new ProblemException(
        OrganisationProblem.PERSON_NOT_FOUND, "No person has the id " + id + ".");
  }

  private static <T> T refusingDoubles(Supplier<T> write) {
    try {
      return write.get();
    } catch (DuplicateKeyException e) {
      throw new ProblemException(
          OrganisationProblem.PERSON_TAKEN,
          "Look who has this employee number, WeCom member or account.");
    }
  }

  private <T> T inTransaction(Supplier<T> work) {
    var result = transactions.execute(_ -> work.get());
    if (result == null) {
      throw new IllegalStateException("a transaction without a result");
    }
    return result;
  }

  private static Page<Post> page(
      List<PostSql.NumberedPost> rows,
      PageRequest request,
      Function<PostSql.NumberedPost, Cursor> cursorOf) {
    var page = Page.of(rows, request, null, cursorOf);
    return new Page<>(
        page.items().stream().map(PostSql.NumberedPost::post).toList(), page.nextCursor(), null);
  }
}
