import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.MongoVersion;
import de.bwaldvogel.mongo.backend.memory.MemoryBackend;
import java.util.List;

/** Starts mongo-java-server on the port given, declaring the wire version that pymongo asks for. */
public class Launcher {
    public static void main(String[] arguments) {
        MongoVersion version = new MongoVersion() {
            @Override
            public List<Integer> getVersionArray() {
                return List.of(5, 0, 0, 0);
            }

            @Override
            public int getWireVersion() {
                return 13;
            }
        };
        new MongoServer(new MemoryBackend().version(version))
            .bind("127.0.0.1", Integer.parseInt(arguments[0]));
    }
}
